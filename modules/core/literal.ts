/**
 * Text as it is, for an argument of a resource: Terraform reads `${` and `%{` inside a string as the beginning of an expression. Tokens of CDKTF stay
 * what they are.
 */
export function literal(text: string): string {
  return text.replaceAll(/\$\{(?!TfToken\[)/g, '$$${').replaceAll('%{', '%%{');
}
