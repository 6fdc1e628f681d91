"""Every address of the API, `/api/v1/`, whatever room answers it."""

from django.urls import path

from bills.api import views
from bills.api.index import Index, ProblemList
from billtracker.api.feed import ChangeFeed
from members.api.views import MemberAttendance

app_name = "api"
urlpatterns = [
    path("", Index.as_view(), name="index"),
    path("bills/", views.BillList.as_view(), name="bills"),
    path("bills/<slug:slug>/", views.BillRead.as_view(), name="bill"),
    path("bills/<slug:slug>/outlook/", views.OutlookRead.as_view(), name="outlook"),
    path("votes/<slug:slug>/", views.VoteRead.as_view(), name="vote"),
    path("members/<slug:slug>/attendance/", MemberAttendance.as_view(), name="attendance"),
    path("events/", ChangeFeed.as_view(), name="events"),
    path("problems/", ProblemList.as_view(), name="problems"),
]
