from django.apps import AppConfig


class InterpretationConfig(AppConfig):
    name = "interpretation"
    label = "interpretation"
    verbose_name = "政策解读"

    def ready(self) -> None:
        """Tell disclosure what goes with its documents, the platform what can be searched and what a reform moves."""
        from disclosure.demo.stage import accompany
        from interpretation.demo.loading import steps
        from interpretation.judging.acts import register_acts as register_judging_acts
        from interpretation.materials.acts import register_acts
        from interpretation.materials.companion import register_companion
        from interpretation.materials.reform import register_mover
        from interpretation.pages.search import register_search
        from interpretation.pages.sitemaps import register_sitemap
        from interpretation.questions.acts import register_acts as register_question_acts
        from interpretation.questions.companion import register_companion as register_questions
        from interpretation.questions.reform import register_mover as register_question_mover
        from interpretation.questions.retention import register_retention
        from interpretation.questions.search import register_search as register_question_search

        register_judging_acts()
        register_acts()
        register_companion()
        register_mover()
        register_search()
        register_sitemap()
        register_question_acts()
        register_questions()
        register_question_search()
        register_retention()
        register_question_mover()
        accompany(steps)
