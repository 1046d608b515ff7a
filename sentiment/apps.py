from django.apps import AppConfig


class SentimentConfig(AppConfig):
    name = "sentiment"
    label = "sentiment"
    verbose_name = "舆情回应"

    def ready(self) -> None:
        """Tell the platform what can be searched, what its acts are called, what a reform moves."""
        from sentiment.responses.acts import register_acts as register_response_acts
        from sentiment.responses.reform import register_mover as register_response_mover
        from sentiment.responses.search import register_search
        from sentiment.responses.sitemaps import register_sitemap
        from sentiment.tickets.acts import register_acts
        from sentiment.tickets.reform import register_mover

        register_acts()
        register_response_acts()
        register_mover()
        register_response_mover()
        register_search()
        register_sitemap()
