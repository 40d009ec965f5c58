from procesregie.language.visible import visible, visible_line


def test_control_characters_become_signs() -> None:
    assert visible("a\x1b[2Jb\x00\x7f\x9b") == "a␛[2Jb␀␡�"


def test_lines_and_tabs_stay_in_a_text_and_become_spaces_in_a_line() -> None:
    assert visible("één\n\ttwee\r\ndrie") == "één\n\ttwee\ndrie"
    assert visible_line("één\n\ttwee\n") == "één  twee"


def test_right_to_left_letters_stay_and_overrides_become_a_sign() -> None:
    assert visible("שלום \u202eabc\u202c") == "שלום ⇄abc⇄"


def test_half_a_pair_can_be_written_out() -> None:
    assert visible("\ud800").encode() == "�".encode()


def test_combining_characters_and_long_texts_stay_whole() -> None:
    assert visible("e\u0301" * 5000) == "e\u0301" * 5000
