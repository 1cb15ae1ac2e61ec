/**
 * What one FHIR version's service keeps for its clients from one request to the next. It is kept in one process: several
 * that share a port would each know other clients, so they keep none.
 */
import { ClientCaches } from './client-caches.ts';
import { ClosureTables } from './closure-tables.ts';

export interface ClientState {
  readonly caches: ClientCaches;
  readonly closures: ClosureTables;
}

/** State without any client yet. */
export function createClientState(): ClientState {
  return { caches: new ClientCaches(), closures: new ClosureTables() };
}
