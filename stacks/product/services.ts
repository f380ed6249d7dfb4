import { Construct } from 'constructs';
import type { Deployment, Job, LongRunningService, ProductContract, Service as Written } from '../../estate/index.js';
import type { Image } from '../../modules/service/index.js';
import { Job as MadeJob, Repositories, Service } from '../../modules/service/index.js';
import { identityOf } from '../identity.js';
import { remindUntil } from '../notice.js';
import type { Parts } from './consumer.js';
import { targetOf, usesOf } from './consumer.js';

/** `storefront/web` is a repository of this estate; what names a registry or a version is a whole image name. */
const isOurs = (image: string) => !/[.:@]/.test(image.split('/')[0] ?? '') && !/[:@]/.test(image);

/** The containers of a product: services, and jobs on a schedule. */
export class Services extends Construct {
  readonly contract: Pick<ProductContract, 'services' | 'jobs'>;
  readonly alarms: readonly string[];
  readonly #parts: Parts;
  readonly #repositories: Repositories;

  constructor(scope: Construct, id: string, services: Deployment['services'], parts: Parts) {
    super(scope, id);
    this.#parts = parts;
    const all = Object.values(services);
    const images = all.map(({ image }) => image).filter(isOurs);
    const { environment, imagesDeletion: deletion } = parts;
    this.#repositories = new Repositories(this, 'images', {
      environment,
      images,
      ...(deletion !== undefined && { deletion }),
    });
    const made = all.map((written) => ({
      name: written.name,
      made: written.kind === 'job' ? this.#job(written) : this.#service(written),
    }));
    this.contract = {
      services: Object.fromEntries(
        made.flatMap(({ name, made: one }) => (one instanceof Service ? [[name, one.ref]] : [])),
      ),
      jobs: Object.fromEntries(
        made.flatMap(({ name, made: one }) => (one instanceof MadeJob ? [[name, one.ref]] : [])),
      ),
    };
    this.alarms = made.flatMap(({ made: one }) => one.alarms.arns);
  }

  #image(image: string): Image {
    // Its pipeline deploys it and writes what runs to `/<env>/<product>/<service>/image`; Terraform leaves the running image alone.
    return isOurs(image)
      ? { kind: 'pipeline', repository: this.#repositories.get(image) }
      : { kind: 'name', name: image };
  }

  #task(written: Written) {
    const { environment, product, boundary, secrets, egress } = this.#parts;
    const { cpu, memory } = written.size;
    return {
      environment,
      product,
      boundary,
      name: identityOf(written),
      image: this.#image(written.image),
      size: { cpu, memoryMiB: memory },
      env: written.env,
      secrets: Object.fromEntries(Object.entries(secrets.arns).map(([name, parameter]) => [name, { parameter }])),
      uses: usesOf(this.#parts, written.uses),
      egress,
      ...(written.command !== undefined && { command: written.command }),
      ...(written.standby && ({ start: 'standby' } as const)),
    };
  }

  #service(written: LongRunningService): Service {
    const target = targetOf(this.#parts, written.name);
    const made = new Service(this, identityOf(written), {
      ...this.#task(written),
      count: written.count,
      ...(written.port !== undefined && { port: written.port }),
      ...(target !== undefined && { target }),
    });
    const { idle } = made.settings;
    if (idle !== undefined) remindUntil(made, `${made.service.fqn}.desired_count > 0`, idle);
    return made;
  }

  #job(written: Job): MadeJob {
    const made = new MadeJob(this, identityOf(written), { ...this.#task(written), schedule: written.schedule });
    const { idle } = made.settings;
    if (idle !== undefined) remindUntil(made, `${made.schedule.fqn}.state == "ENABLED"`, idle);
    return made;
  }
}
