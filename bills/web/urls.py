"""The addresses of the pages about bills, votes and members."""

from django.urls import path

from bills.web import views

urlpatterns = [
    path("bills/", views.bill_list, name="bills"),
    path("bills/<slug:slug>/", views.bill, name="bill"),
    path("votes/<slug:slug>/", views.vote, name="vote"),
    path("members/<slug:slug>/", views.member, name="member"),
]
