/** Where a part writes what happened: context first, a fixed message second. Pino loggers fit. Never hand it a secret, a token or a body. */
export interface Log {
  debug(context: object, message: string): void;
  info(context: object, message: string): void;
  warn(context: object, message: string): void;
  error(context: object, message: string): void;
}
