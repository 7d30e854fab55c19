# A second object of a predicate that has a statement for the first.
# breaks: evidence
INSERT DATA { event:huanhuadushujie-000005 ckg:heldAt community:huanhua-shequ-000003 }
