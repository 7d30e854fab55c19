# An article that mentions a page.
# breaks: article-mentions
INSERT DATA { article:p1-1 schema:mentions page:p1 }
