/**
 * The server's own Yjs client id in every document. One id for ever, rather than one for each
 * load: every id stays in the state vector. Taking it up again after a crash is safe because
 * nothing that is not in the log has ever left the server.
 */
export const serverClient = 1;
