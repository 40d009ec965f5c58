"""What it costs, as ratios: ``make bench``. Each row is the median of alternating runs of two things, in one go.

A ratio travels between machines where milliseconds do not. What is measured against what stands in
:mod:`benchmarks.rows`; nothing here fails a build, the table says what holds.
"""
