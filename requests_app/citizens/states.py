"""How many files a form takes, and how the handling is rated."""

ATTACHMENTS_AT_MOST = 5
SCORES = ((5, "很满意"), (4, "满意"), (3, "一般"), (2, "不满意"), (1, "很不满意"))
WORDS_LENGTH = 500
