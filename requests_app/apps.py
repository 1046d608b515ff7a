from django.apps import AppConfig


class RequestsConfig(AppConfig):
    name = "requests_app"
    label = "requests_app"
    verbose_name = "依申请公开"

    def ready(self) -> None:
        """Tell the platform what acts are called, which letters there are, what follows when one got there."""
        from requests_app.answering import acts as answering_acts
        from requests_app.answering import arrivals as answering_arrivals
        from requests_app.answering import letters as answering_letters
        from requests_app.asking import acts as asking_acts
        from requests_app.asking import arrivals as asking_arrivals
        from requests_app.asking import letters as asking_letters
        from requests_app.cases import acts as case_acts
        from requests_app.cases.reform import register_mover
        from requests_app.cases.retention import register_retention
        from requests_app.charging import acts as charging_acts
        from requests_app.charging import arrivals as charging_arrivals
        from requests_app.charging import letters as charging_letters
        from requests_app.citizens import letters as citizen_letters
        from requests_app.citizens.mails import register_mails
        from requests_app.consulting import acts as consulting_acts
        from requests_app.consulting import arrivals as consulting_arrivals
        from requests_app.consulting import letters as consulting_letters
        from requests_app.extending import acts as extending_acts
        from requests_app.extending import arrivals as extending_arrivals
        from requests_app.extending import letters as extending_letters
        from requests_app.proposing import acts as proposal_acts
        from requests_app.proposing.reform import register_mover as register_proposal_mover
        from requests_app.proposing.search import register_search
        from requests_app.proposing.sitemaps import register_sitemap
        from requests_app.rectifying import acts as record_acts
        from requests_app.rectifying import letters as record_letters
        from requests_app.rectifying.reform import register_mover as register_record_mover
        from requests_app.remedies import acts as remedy_acts
        from requests_app.remedies.retention import register_retention as register_applicant_retention
        from requests_app.serving import acts as serving_acts
        from requests_app.serving import letters as serving_letters

        for acts in (
            case_acts,
            serving_acts,
            asking_acts,
            charging_acts,
            consulting_acts,
            extending_acts,
            answering_acts,
            remedy_acts,
            proposal_acts,
            record_acts,
        ):
            acts.register_acts()
        for letters in (
            serving_letters,
            asking_letters,
            charging_letters,
            consulting_letters,
            extending_letters,
            answering_letters,
            citizen_letters,
            record_letters,
        ):
            letters.register_letters()
        for arrivals in (
            asking_arrivals,
            charging_arrivals,
            consulting_arrivals,
            extending_arrivals,
            answering_arrivals,
        ):
            arrivals.register_arrivals()
        register_mover()
        register_retention()
        register_mails()
        register_proposal_mover()
        register_record_mover()
        register_search()
        register_sitemap()
        register_applicant_retention()
