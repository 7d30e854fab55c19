# A figure whose period ends in the year before it starts.
# breaks: dates-order
INSERT { ?figure ckg:endDate "2021"^^xsd:gYear } WHERE { ?figure a ckg:Observation }
