import billtracker.outcome
import billtracker.provenance.facts
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Body',
            fields=[
                ('sha256', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('content', models.BinaryField()),
                ('size', models.PositiveBigIntegerField()),
            ],
            options={
                'verbose_name_plural': 'bodies',
            },
        ),
        migrations.CreateModel(
            name='Source',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.SlugField(unique=True)),
                ('title', models.CharField(max_length=200)),
                ('publisher', models.CharField(blank=True, max_length=200)),
                ('url', models.URLField(blank=True, max_length=500)),
                ('last_tried_at', models.DateTimeField(blank=True, null=True)),
                ('last_succeeded_at', models.DateTimeField(blank=True, null=True)),
                ('last_changed_at', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Retrieval',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.CharField(max_length=500)),
                ('fetched_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('outcome', models.CharField(choices=[('changed', 'changed'), ('unchanged', 'unchanged'), ('partial', 'partial'), ('refused', 'refused')], max_length=12)),
                ('counts', models.JSONField(default=dict)),
                ('problems', models.JSONField(default=list)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='retrievals', to='provenance.body')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='retrievals', to='provenance.source')),
            ],
        ),
        migrations.CreateModel(
            name='Origin',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64)),
                ('confidence', models.CharField(choices=[('high', 'high'), ('medium', 'medium'), ('low', 'low'), ('unverified', 'unverified')], default=billtracker.provenance.facts.Confidence['HIGH'], max_length=12)),
                ('derivation', models.CharField(choices=[('stated', 'stated'), ('arithmetic', 'arithmetic'), ('inferred', 'inferred')], default=billtracker.provenance.facts.Derivation['STATED'], max_length=12)),
                ('note', models.TextField(blank=True)),
                ('entered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('retrieval', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='origins', to='provenance.retrieval')),
            ],
        ),
        migrations.CreateModel(
            name='Citation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=300)),
                ('publisher', models.CharField(blank=True, max_length=200)),
                ('url', models.URLField(blank=True, max_length=500)),
                ('published_on', models.DateField(blank=True, null=True)),
                ('place', models.PositiveSmallIntegerField()),
                ('origin', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='citations', to='provenance.origin')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('origin', 'place'), name='citation_place_unique')],
            },
        ),
        migrations.AddConstraint(
            model_name='origin',
            constraint=models.CheckConstraint(condition=models.Q(('confidence__in', [billtracker.provenance.facts.Confidence['HIGH'], billtracker.provenance.facts.Confidence['MEDIUM'], billtracker.provenance.facts.Confidence['LOW'], billtracker.provenance.facts.Confidence['UNVERIFIED']])), name='origin_confidence_known'),
        ),
        migrations.AddConstraint(
            model_name='origin',
            constraint=models.CheckConstraint(condition=models.Q(('derivation__in', [billtracker.provenance.facts.Derivation['STATED'], billtracker.provenance.facts.Derivation['ARITHMETIC'], billtracker.provenance.facts.Derivation['INFERRED']])), name='origin_derivation_known'),
        ),
        migrations.AddConstraint(
            model_name='origin',
            constraint=models.CheckConstraint(condition=models.Q(('retrieval__isnull', False), ('entered_by__isnull', False), _connector='OR'), name='origin_has_a_retrieval_or_a_person'),
        ),
        migrations.AddConstraint(
            model_name='origin',
            constraint=models.UniqueConstraint(fields=('retrieval', 'entered_by', 'digest'), name='origin_said_once', nulls_distinct=False),
        ),
        migrations.AddIndex(
            model_name='retrieval',
            index=models.Index(fields=['source', 'url', '-id'], name='retrieval_latest_idx'),
        ),
        migrations.AddConstraint(
            model_name='retrieval',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', [billtracker.outcome.Outcome['CHANGED'], billtracker.outcome.Outcome['UNCHANGED'], billtracker.outcome.Outcome['PARTIAL'], billtracker.outcome.Outcome['REFUSED']])), name='retrieval_outcome_known'),
        ),
    ]
