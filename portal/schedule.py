"""When the worker does what by itself.

Every task is idempotent and asks the database what is due: a lost message costs one interval, never a case.
``expires`` keeps a stopped worker from waking up to a pile of identical messages.
"""

from typing import Any

from celery.schedules import crontab

SCHEDULE: dict[str, dict[str, Any]] = {
    "worker-beat": {"task": "portal.tasks.beat", "schedule": 10, "options": {"expires": 30}},
    "search-drain": {"task": "portal.search.tasks.drain", "schedule": 2, "options": {"expires": 10}},
    "search-forget": {
        "task": "portal.search.tasks.forget_missed",
        "schedule": crontab(hour=2, minute=20),
        "options": {"expires": 3600},
    },
    "notices-deliver": {"task": "portal.notices.tasks.deliver", "schedule": 15, "options": {"expires": 60}},
    "deadlines-sweep": {"task": "portal.deadlines.tasks.sweep", "schedule": 60, "options": {"expires": 120}},
    "audit-seal": {"task": "portal.audit.tasks.seal", "schedule": 10, "options": {"expires": 60}},
    "audit-verify": {
        "task": "portal.audit.tasks.verify",
        "schedule": crontab(hour=3, minute=30),
        "options": {"expires": 3600},
    },
    "documents-due": {"task": "disclosure.documents.tasks.publish_due", "schedule": 15, "options": {"expires": 60}},
    "documents-validity": {
        "task": "disclosure.documents.tasks.refresh_validity",
        "schedule": 3600,
        "options": {"expires": 3600},
    },
    "assessment-problems": {
        "task": "assessment.problems.tasks.collect_problems",
        "schedule": crontab(hour=5, minute=10),
        "options": {"expires": 3600},
    },
    "annual-reports": {
        "task": "assessment.annual_reports.tasks.attend_to_reports",
        "schedule": crontab(hour=4, minute=50),
        "options": {"expires": 3600},
    },
    "website-reports": {
        "task": "assessment.website_reports.tasks.attend_to_reports",
        "schedule": crontab(hour=4, minute=55),
        "options": {"expires": 3600},
    },
    "assessment-rectifications": {
        "task": "assessment.rectification.tasks.propose",
        "schedule": 3600,
        "options": {"expires": 3600},
    },
    "demonstration": {
        "task": "assessment.demonstration.tasks.attend_to_demonstration",
        "schedule": crontab(hour=7, minute=30),
        "options": {"expires": 3600},
    },
    "appraisal-of-the-year": {
        "task": "assessment.appraisal.tasks.attend_to_the_year",
        "schedule": crontab(hour=7, minute=40),
        "options": {"expires": 3600},
    },
    "accountability": {
        "task": "assessment.accountability.tasks.attend",
        "schedule": 3600,
        "options": {"expires": 3600},
    },
    "files-clear": {
        "task": "portal.files.tasks.clear",
        "schedule": crontab(hour=2, minute=40),
        "options": {"expires": 3600},
    },
    "coordination-silence": {
        "task": "disclosure.coordination.tasks.escalate_overdue",
        "schedule": 600,
        "options": {"expires": 600},
    },
    "site-check": {"task": "disclosure.monitoring.tasks.check_today", "schedule": 600, "options": {"expires": 600}},
    "secrecy-terms": {
        "task": "disclosure.secrecy.tasks.attend_to_terms",
        "schedule": 3600,
        "options": {"expires": 3600},
    },
    "matters-bases": {"task": "disclosure.matters.tasks.note_lapsed", "schedule": 3600, "options": {"expires": 3600}},
    "service-guide-bases": {
        "task": "disclosure.services_guide.tasks.look_at_bases",
        "schedule": 3600,
        "options": {"expires": 3600},
    },
    "credit-periods": {"task": "disclosure.credit.tasks.end_periods", "schedule": 600, "options": {"expires": 600}},
    "consultations-end": {
        "task": "disclosure.consultations.tasks.close_periods",
        "schedule": 60,
        "options": {"expires": 120},
    },
    "registers-remind": {
        "task": "disclosure.registers.tasks.remind_today",
        "schedule": crontab(hour=6, minute=20),
        "options": {"expires": 3600},
    },
    "opinion-ladder": {"task": "sentiment.duty.tasks.climb", "schedule": 60, "options": {"expires": 120}},
    "opinion-reproofs": {"task": "sentiment.reproofs.tasks.propose", "schedule": 600, "options": {"expires": 600}},
    "letters-arrived": {
        "task": "requests_app.serving.tasks.reach_notified",
        "schedule": 60,
        "options": {"expires": 120},
    },
    "requests-unconfirmed": {
        "task": "requests_app.cases.tasks.confirm_unattended",
        "schedule": 60,
        "options": {"expires": 120},
    },
    "consultations-silent": {
        "task": "requests_app.consulting.tasks.settle_silent",
        "schedule": 60,
        "options": {"expires": 120},
    },
    "proposals-find": {
        "task": "requests_app.proposing.tasks.find_proposals",
        "schedule": crontab(hour=4, minute=10),
        "options": {"expires": 3600},
    },
    "receipts-missing": {
        "task": "requests_app.answering.tasks.issue_missing_receipts",
        "schedule": 300,
        "options": {"expires": 300},
    },
    "search-reconcile": {"task": "portal.search.tasks.reconcile", "schedule": 86400, "options": {"expires": 3600}},
    "privileged-access": {
        "task": "portal.accounts.tasks.list_privileged_access",
        "schedule": crontab(day_of_week="mon", hour=7, minute=0),
        "options": {"expires": 86400},
    },
    "following-digests": {"task": "portal.following.tasks.send_digests", "schedule": 600, "options": {"expires": 600}},
    "open-data": {"task": "disclosure.open_data.tasks.dump_when_due", "schedule": 600, "options": {"expires": 600}},
}
