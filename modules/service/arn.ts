import { Fn, Token } from '#cdktf';

/** `utah-prod` of `arn:aws:ecs:us-east-1:111122223333:cluster/utah-prod`, also of an ARN that Terraform has yet to learn. */
export function lastPart(arn: string): string {
  if (Token.isUnresolved(arn)) return Token.asString(Fn.element(Fn.split('/', arn), 1));
  return arn.slice(arn.lastIndexOf('/') + 1);
}
