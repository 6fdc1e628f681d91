"""Members as their sources list them, brought into our tables.

`sources` lists the sources, `asking` says what to ask. `parse` and `listings` parse (pure);
`identity` says whom an entry means, `house` and `match` hold it against the record, `names` and
`ids` say how names come to mean something; `saving` and `lists` hand it to the services.
"""
