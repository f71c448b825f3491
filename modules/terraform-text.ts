/**
 * A text for a Terraform attribute in which `${` and `%{` mean themselves, while cdktf's own tokens stay references
 * ("Strings and Templates" in the Terraform language).
 */
export function terraformText(text: string): string {
  return text.replace(/\$\{(?!TfToken\[)/g, "$$$${").replace(/%\{/g, "%%{");
}
