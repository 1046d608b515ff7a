"""manage.py verify_audit_chain [--tip HASH] [--json]"""

import json
import sys
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from portal import clock
from portal.audit.verification import Report, verify

SHOWN = 20


class Command(BaseCommand):
    help = "核验全部审计记录：改动、缺失、分叉、调换、封条断裂都会指出是哪一行。有异常时退出码为1。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--tip", default="", help="从前记在库外的最后封条，核验它还在链上")
        parser.add_argument("--json", action="store_true", help="以JSON输出")

    def handle(self, *args: Any, **options: Any) -> None:
        report = verify(at=clock.now(), known_tip=options["tip"])
        self.stdout.write(_as_json(report) if options["json"] else _as_text(report))
        if not report.is_intact:
            sys.exit(1)


def _as_json(report: Report) -> str:
    return json.dumps({"intact": report.is_intact} | asdict(report), ensure_ascii=False, indent=2)


def _as_text(report: Report) -> str:
    waiting = f"（最早的已等{report.oldest_unsealed_seconds}秒）" if report.unsealed else ""
    lines = [
        f"审计记录 {report.events} 条，封条 {report.seals} 个，待封存 {report.unsealed} 条{waiting}。",
        f"最后封条 {report.tip}",
    ]
    if report.is_intact:
        return "\n".join([*lines, "核验通过：没有发现改动。"])
    lines.append(f"发现 {report.fault_count} 处异常，第一处：{report.findings[0].message}")
    lines += [f"  {finding.message}" for finding in report.findings[1:SHOWN]]
    return "\n".join(lines)
