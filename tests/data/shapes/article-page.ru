# An article of no page.
# breaks: article-page
DELETE WHERE { article:p1-1 schema:isPartOf ?page }
