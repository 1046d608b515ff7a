from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "portal.files"
    label = "files"
    verbose_name = "文件"

    def ready(self) -> None:
        from portal.files.acts import register_acts

        register_acts()
