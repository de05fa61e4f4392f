"""Weekly care: asks Crossref, PubMed and published links whether the records still say what is so.

Never part of the build or of `guide check`; nothing outside this room reaches the network, and in it only http.py.

    records -> questions -> (cache | http) -> answers -> differences -> report
"""
