"""What admin calls itself."""

from django.contrib import admin

admin.site.site_header = "Billtracker"
admin.site.site_title = "Billtracker"
admin.site.index_title = "The record, to look at"
