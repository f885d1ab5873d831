import { inject } from 'vitest';

// Read by server/testing: what starts an application for a test then does so on PostgreSQL.
process.env.TEST_DATABASE_URL = inject('postgres');
