from django.urls import path

from sentiment.mailbox import feeds, views

app_name = "mailbox"
urlpatterns = [
    path("mailbox/", views.messages, name="messages"),
    path("mailbox/<int:pk>/", views.message, name="message"),
    path("mailbox/statistics/", views.statistics, name="statistics"),
    path("mailbox/write/", views.write, name="write"),
    path("mailbox/write/done/", views.done, name="done"),
    path("mailbox/write/kept/", views.kept, name="kept"),
    path("mailbox/track/", views.track, name="track"),
    path("mailbox/track/leave/", views.leave, name="leave"),
    path("mailbox/track/withdraw/", views.withdraw, name="withdraw"),
    path("mailbox/track/rate/", views.rate, name="rate"),
    path("mailbox/track/offer/", views.offer, name="offer"),
    path("mailbox/track/offer/decline/", views.decline, name="decline"),
    path("mailbox/track/offer/done/", views.handed_on, name="handed_on"),
    path("mailbox/track/files/<int:place>/", views.attachment, name="attachment"),
    path("mailbox/track/lost/", views.lost, name="lost"),
    path("mailbox/track/link/", views.link, name="link"),
    path("feeds/mailbox/", feeds.newest, name="feed"),
    path("feeds/mailbox.json", feeds.newest, {"ending": "json"}, name="feed_json"),
]
