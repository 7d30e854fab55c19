# A month before the month of the start; the statements of the days do not fit it.
# breaks: dates-order evidence
DELETE { event:huanhuadushujie-000005 ckg:endDate ?d ; ckg:startDate ?e } INSERT { event:huanhuadushujie-000005 ckg:endDate "2023-03"^^xsd:gYearMonth ; ckg:startDate "2023-04"^^xsd:gYearMonth } WHERE { event:huanhuadushujie-000005 ckg:endDate ?d ; ckg:startDate ?e }
