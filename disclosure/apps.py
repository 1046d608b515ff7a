from django.apps import AppConfig


class DisclosureConfig(AppConfig):
    name = "disclosure"
    label = "disclosure"
    verbose_name = "主动公开"

    def ready(self) -> None:
        """Tell the platform what can be searched, what its acts are called, what a reform moves."""
        from disclosure.catalogue.acts import register_acts as register_catalogue_acts
        from disclosure.catalogue.reform import register_mover as register_catalogue_mover
        from disclosure.catalogue.search import register_search as register_catalogue_search
        from disclosure.coordination.acts import register_acts as register_coordination_acts
        from disclosure.coordination.reform import register_mover as register_coordination_mover
        from disclosure.credit.acts import register_acts as register_credit_acts
        from disclosure.credit.reform import register_mover as register_credit_mover
        from disclosure.credit.retention import register_retention as register_credit_retention
        from disclosure.credit.search import register_search as register_credit_search
        from disclosure.documents.acts import register_acts
        from disclosure.documents.following import register_kinds
        from disclosure.documents.reform import register_mover
        from disclosure.documents.retention import register_retention
        from disclosure.documents.search import register_search
        from disclosure.facilities.acts import register_acts as register_facility_acts
        from disclosure.facilities.reform import register_mover as register_facility_mover
        from disclosure.monitoring.acts import register_acts as register_monitoring_acts
        from disclosure.objections.acts import register_acts as register_objection_acts
        from disclosure.objections.reform import register_mover as register_objection_mover
        from disclosure.repost_checks.acts import register_acts as register_repost_check_acts
        from disclosure.reposting.acts import register_acts as register_reposting_acts
        from disclosure.reposting.reform import register_mover as register_reposting_mover
        from disclosure.secrecy.acts import register_acts as register_secrecy_acts
        from disclosure.secrecy.reform import register_mover as register_secrecy_mover
        from disclosure.specials.acts import register_acts as register_special_acts

        register_acts()
        register_monitoring_acts()
        register_catalogue_acts()
        register_special_acts()
        register_facility_acts()
        register_coordination_acts()
        register_objection_acts()
        register_reposting_acts()
        register_repost_check_acts()
        register_secrecy_acts()
        register_kinds()
        register_search()
        register_catalogue_search()
        register_mover()
        register_catalogue_mover()
        register_facility_mover()
        register_retention()
        register_coordination_mover()
        register_objection_mover()
        register_reposting_mover()
        register_secrecy_mover()
        register_credit_acts()
        register_credit_search()
        register_credit_retention()
        register_credit_mover()
