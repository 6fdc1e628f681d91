"""Bills as their sources publish them, brought into our tables.

`source` fetches, `upstream` and `record_files` parse (pure), `resolve` finds whom a printed name
means, `run` is the pipeline that hands what was read to the services.
"""
