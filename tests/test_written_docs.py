"""What is written about the product is true of the product."""

import re

import pytest

from scripts.duties import ROOT
from scripts.environment_table import HEADER, rows, variables
from scripts.glossary import BEGIN, END, glossary

pytestmark = pytest.mark.once

READMES = ("README.md", "README.zh.md")


def test_the_deployment_guide_explains_every_environment_variable() -> None:
    table = (ROOT / "docs" / "deploy.md").read_text(encoding="utf-8").partition(HEADER)[2].splitlines()[2:]
    meanings = {cells[1].strip(" `"): cells[4].strip() for line in table if len(cells := line.split("|")) > 4}
    assert [one.name for one in variables() if not meanings.get(one.name)] == []
    assert table == rows(meanings)


@pytest.mark.parametrize("name", READMES)
def test_the_glossary_is_the_one_of_the_code(name) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert text.partition(BEGIN)[2].partition(END)[0].strip() == glossary()


@pytest.mark.parametrize("name", READMES)
def test_every_command_of_the_readme_exists(name) -> None:
    named = set(re.findall(r"`?make ([a-z]+)", (ROOT / name).read_text(encoding="utf-8")))
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert named >= {"run", "test", "bench", "duties", "demo", "fmt"}
    assert named - targets == set()


@pytest.mark.parametrize("name", [*READMES, "docs/deploy.md", "docs/decisions/README.md"])
def test_every_link_leads_somewhere(name) -> None:
    page = ROOT / name
    links = re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []
