export const NO_NGINX: string;
export function findNginx(): string | null;
export function startNginx(port: number, backends: readonly number[]): Promise<{ dispose(): Promise<void> }>;
