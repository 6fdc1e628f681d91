"""Tables that a person prepares in a spreadsheet, read. Pure: no clock, no network, no database.

A file is one table as a spreadsheet exports it to text: commas, semicolons or tabs; UTF-8,
UTF-16 or Windows-1252. Its first row is the header, which tells what it is a table of;
`columns` documents every header (`manage.py ingest tables --headers` prints it). What a row
names (bills, parties, members) stays as it is written: `bills.ingest.hand_names` finds it.
"""
