import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('provenance', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40)),
                ('subjects', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=160))),
                ('occurred_on', models.DateField(null=True)),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('before', models.JSONField(null=True)),
                ('after', models.JSONField(null=True)),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('origin', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='provenance.origin')),
            ],
            options={
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['subjects'], name='event_subjects_idx'), models.Index(fields=['kind', 'id'], name='event_kind_idx'), models.Index(fields=['occurred_on'], name='event_occurred_on_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('subjects__len__gt', 0)), name='event_has_a_subject')],
            },
        ),
    ]
