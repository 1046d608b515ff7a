"""How long a state secret may be kept (《保守国家秘密法》第二十条), in years by 密级. Pure data, no clock of a case."""

LONGEST_TERM: dict[str, int] = {"绝密": 30, "机密": 20, "秘密": 10}
