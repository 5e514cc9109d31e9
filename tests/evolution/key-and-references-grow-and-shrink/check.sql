SELECT count(*) = 2 FROM posts JOIN users ON (tenant_id, user_id) = (author_tenant, author_id);
