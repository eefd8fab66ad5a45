"""The problems of `problem_list.py` in English: the same numbers and the same blanks."""

PROBLEMS_IN_ENGLISH: dict[str, tuple[str, str]] = {}
