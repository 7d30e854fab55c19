# A figure without an address.
# breaks: figure figure-evidence
INSERT DATA { _:f a ckg:Observation ; ckg:observationOf community:huanhua-shequ-000003 ; ckg:indicator "人口" ; ckg:value 1.0 }
