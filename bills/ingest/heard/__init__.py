"""What the House's own words say, brought to the record: names resolved, facts handed on.

`texts` reads bodies (pure), `roll` holds whom and what names can mean (pure; `calling` fills it
from the database, once a chunk), `meaning`, `ballots` and `business` make facts of printed words
with it (pure), `late` finds the votes that later corrections mean, `taking` brings it all to
`bills.ingest.saving`.
"""
