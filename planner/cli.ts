process.stdout.write('plan-migration\n');
