import { Aspects, TerraformResource } from '#cdktf';
import type { Construct, IConstruct } from 'constructs';

/** Puts the permission boundary on every role below `scope` that has none: what people deploy can do no more than they. */
export function bindRoles(scope: Construct, boundary: string): void {
  Aspects.of(scope).add({
    visit(node: IConstruct) {
      if (
        TerraformResource.isTerraformResource(node) &&
        node.terraformResourceType === 'aws_iam_role' &&
        'permissionsBoundaryInput' in node &&
        node.permissionsBoundaryInput === undefined
      )
        node.addOverride('permissions_boundary', boundary);
    },
  });
}
