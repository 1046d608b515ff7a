"""Setting a page of Typst with data: a PDF tagged for readers that read aloud, with its fonts inside.

PDF/UA forbids a character without a glyph, so the engine refuses what would come out as a box; see
docs/decisions/0060-letters.md. Everything typed arrives as data: nothing of it is read as markup or code.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings

from portal.letters.errors import FontMissing

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


def pdf_of(page: Path, sheet: Mapping[str, Any]) -> bytes:
    """``page`` is a file of Typst that reads ``sys.inputs.sheet`` and ``sys.inputs.fonts``. Raises ``FontMissing``."""
    fonts, inputs = _inputs(sheet)
    try:
        made: bytes = typst.compile(
            page.read_bytes(), format="pdf", font_paths=fonts, sys_inputs=inputs, pdf_standards="ua-1"
        )
    except typst.TypstError as error:
        raise _missing(error) from error
    return made


def values_of(page: Path, sheet: Mapping[str, Any], label: str) -> list[Any]:
    """What the page says with ``#metadata(…)`` under ``label``, in the order of the page. Raises ``FontMissing``."""
    fonts, inputs = _inputs(sheet)
    try:
        found = typst.query(page.read_bytes(), f"<{label}>", field="value", font_paths=fonts, sys_inputs=inputs)
    except typst.TypstError as error:
        raise _missing(error) from error
    said: list[Any] = json.loads(found)
    return said


def _inputs(sheet: Mapping[str, Any]) -> tuple[Any, dict[str, str]]:
    found = _fonts(Path(settings.LETTER_FONTS), use_system=settings.LETTER_SYSTEM_FONTS)
    chosen = {use: [name for name in names if name in found.families] for use, names in _TYPEFACES.items()}
    if not all(chosen.values()):
        raise FontMissing(f"这台机器没有中文字体，做不出PDF。{_how_to_install()}")
    return found.fonts, {"sheet": json.dumps(sheet, ensure_ascii=False), "fonts": json.dumps(chosen)}


def _missing(error: Exception) -> Exception:
    if "could not be displayed" not in str(error):
        return error
    return FontMissing(f"里面有这台机器的字体没有的字，做不出PDF。{_how_to_install()}")


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
