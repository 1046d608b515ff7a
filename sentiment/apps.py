from django.apps import AppConfig


class SentimentConfig(AppConfig):
    name = "sentiment"
    label = "sentiment"
    verbose_name = "舆情回应"
