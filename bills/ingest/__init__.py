"""Bills and votes as their sources publish them, brought into our tables.

`sources` lists the sources; `asking` and `hansard_addresses` say what to ask of them, `recorded`
reads files in their stead. `bills_api`, `record_files`, `hand_tables` and `votes` parse (pure);
`resolve`, `heard`, `hand_saving` and `same_votes` find whom and what their names mean; `saving`
hands what was read to the services, `unlisted` notes what vanished.
"""
