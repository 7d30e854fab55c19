# A sentence that is part of its page, and of no article.
# breaks: sentence-article
INSERT { ?s schema:isPartOf ?page } WHERE { ?s nif:beginIndex 0 ; nif:referenceContext ?page }
