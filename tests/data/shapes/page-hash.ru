# A hash that is too short.
# breaks: page-hash
DELETE { page:p1 ckg:sha256 ?h } INSERT { page:p1 ckg:sha256 "abc" } WHERE { page:p1 ckg:sha256 ?h }
