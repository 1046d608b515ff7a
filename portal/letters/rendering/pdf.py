"""The PDF of a letter: set by Typst, tagged for readers that read aloud, with its fonts inside.

PDF/UA forbids a character without a glyph, so the engine refuses what would come out as a box; see
docs/decisions/0060-letters.md.
"""

import json
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path

import typst
from django.conf import settings

from portal.letters.errors import FontMissing
from portal.letters.freezing import FrozenLetter
from portal.letters.rendering import layout

_PAGE = Path(__file__).with_name("letter.typ")


# The typefaces of GB/T 9704 first, then what free systems have.
_SERIF = ("Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "Source Han Serif CN", "SimSun", "STSong")
_SANS = ("Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "WenQuanYi Zen Hei")
_OTHERS = ("AR PL UMing CN", "WenQuanYi Micro Hei", "Droid Sans Fallback")
_TYPEFACES = {
    "title": (
        "FZXiaoBiaoSong-B05S",
        "FZXiaoBiaoSong-B05",
        "方正小标宋简体",
        "方正小标宋_GBK",
        *_SERIF,
        *_SANS,
        *_OTHERS,
    ),
    "body": (
        "FangSong_GB2312",
        "仿宋_GB2312",
        "FangSong",
        "仿宋",
        "STFangsong",
        "FandolFang R",
        *_SERIF,
        *_SANS,
        *_OTHERS,
    ),
    "heading": ("SimHei", "黑体", "STHeiti", *_SANS, *_SERIF, *_OTHERS),
    "plain": (*_SERIF, *_SANS, *_OTHERS),
}
_INSTALL = (
    "Word格式（docx）照常可以下载。请系统管理员安装中文字体（Debian、Ubuntu：apt install fonts-noto-cjk），"
    "或者把仿宋、小标宋等字体文件放进{folder}，再生成PDF。"
)


def pdf_bytes(letter: FrozenLetter, *, is_draft: bool) -> bytes:
    """Raises ``FontMissing``."""
    found = _fonts(Path(settings.LETTER_FONTS), use_system=settings.LETTER_SYSTEM_FONTS)
    chosen = {use: [name for name in names if name in found.families] for use, names in _TYPEFACES.items()}
    if not all(chosen.values()):
        raise FontMissing(f"这台机器没有中文字体，做不出PDF。{_how_to_install()}")
    inputs = {"sheet": json.dumps(_values(letter, is_draft), ensure_ascii=False), "fonts": json.dumps(chosen)}
    try:
        made: bytes = typst.compile(
            _PAGE.read_bytes(), format="pdf", font_paths=found.fonts, sys_inputs=inputs, pdf_standards="ua-1"
        )
    except typst.TypstError as error:
        if "could not be displayed" not in error.message:
            raise
        raise FontMissing(f"文书里有这台机器的字体没有的字，做不出PDF。{_how_to_install()}") from error
    return made


class _Fonts:
    """Fonts of the machine and of the folder of this installation, looked through once."""

    def __init__(self, folder: Path, *, use_system: bool) -> None:
        paths = [folder] if folder.is_dir() else []
        self.fonts = typst.Fonts(include_system_fonts=use_system, include_embedded_fonts=True, font_paths=paths)
        self.families = frozenset(self.fonts.families())


@lru_cache(maxsize=2)
def _fonts(folder: Path, *, use_system: bool) -> _Fonts:
    return _Fonts(folder, use_system=use_system)


def _how_to_install() -> str:
    return _INSTALL.format(folder=settings.LETTER_FONTS)


def _values(letter: FrozenLetter, is_draft: bool) -> dict[str, object]:
    return asdict(layout.sheet(letter, is_draft=is_draft)) | {
        "document_title": layout.sheet(letter, is_draft=is_draft).document_title,
        "author": letter.organ_name,
        "title_size": layout.TITLE_SIZE,
        "body_size": layout.BODY_SIZE,
        "page_size": layout.PAGE_SIZE,
        "small_size": layout.SMALL_SIZE,
        "line_pitch": layout.LINE_PITCH,
        "top": layout.TOP_MM,
        "bottom": layout.BOTTOM_MM,
        "left": layout.LEFT_MM,
        "right": layout.RIGHT_MM,
        "seal_place": layout.SEAL_PLACE,
        "draft": layout.DRAFT,
        "draft_note": layout.DRAFT_NOTE,
    }
