import django.contrib.postgres.constraints
import django.db.models.deletion
import django.db.models.functions.datetime
import members.domain.attendance
import members.domain.facts
import members.models._parliament
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('provenance', '0001_initial'),
    ]

    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name='Electorate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(unique=True)),
                ('name', models.CharField(max_length=80)),
            ],
        ),
        migrations.CreateModel(
            name='Member',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('name', models.CharField(max_length=120)),
                ('sort_name', models.CharField(max_length=120)),
                ('origin', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='provenance.origin')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Parliament',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('number', models.PositiveSmallIntegerField(unique=True)),
                ('elected_on', models.DateField()),
                ('opened_on', models.DateField(blank=True, null=True)),
                ('dissolved_on', models.DateField(blank=True, null=True)),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('roster_is_complete', models.BooleanField(default=False)),
                ('origin', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='provenance.origin')),
            ],
        ),
        migrations.CreateModel(
            name='Party',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('slug', models.SlugField(unique=True)),
                ('origin', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='provenance.origin')),
            ],
            options={
                'verbose_name_plural': 'parties',
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('start', models.DateField()),
                ('end', models.DateField(blank=True, null=True)),
                ('began', models.CharField(choices=[('election', 'election'), ('by_election', 'by_election'), ('list_vacancy', 'list_vacancy'), ('changed_party', 'changed_party')], max_length=16)),
                ('ended', models.CharField(blank=True, choices=[('election', 'election'), ('resignation', 'resignation'), ('death', 'death'), ('changed_party', 'changed_party'), ('seat_vacated', 'seat_vacated'), ('not_stated', 'not_stated')], max_length=16)),
                ('note', models.TextField(blank=True)),
                ('electorate', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='members.electorate')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='members.member')),
                ('origin', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='provenance.origin')),
                ('parliament', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='members.parliament')),
                ('party', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='members.party')),
            ],
        ),
        migrations.CreateModel(
            name='Alias',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scheme', models.CharField(blank=True, max_length=40)),
                ('text', models.CharField(max_length=160)),
                ('folded', models.CharField(max_length=160)),
                ('member', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='aliases', to='members.member')),
                ('party', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='aliases', to='members.party')),
            ],
            options={
                'verbose_name_plural': 'aliases',
            },
        ),
        migrations.CreateModel(
            name='PartyName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120)),
                ('name_mi', models.CharField(blank=True, max_length=120)),
                ('short_name', models.CharField(max_length=40)),
                ('colour', models.CharField(max_length=7)),
                ('start', models.DateField(blank=True, null=True)),
                ('end', models.DateField(blank=True, null=True)),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='members.party')),
            ],
        ),
        migrations.CreateModel(
            name='SittingDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('on', models.DateField(unique=True)),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('note', models.TextField(blank=True)),
                ('origin', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='provenance.origin')),
                ('parliament', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sitting_days', to='members.parliament')),
            ],
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('status', models.CharField(choices=[('in_the_house', 'In the House'), ('at_committee', 'At committee'), ('official_business', 'Official business'), ('inter_parliamentary', 'Inter parliamentary'), ('away', 'Away (whose permission, if any, is not public)'), ('away_with_party_permission', "Away with their party's permission"), ('away_with_speaker_permission', "Away with the Speaker's permission"), ('away_without_permission', 'Away without permission'), ('suspended', 'Suspended'), ('ordered_to_withdraw', 'Ordered to withdraw'), ('unknown', 'Unknown')], max_length=32)),
                ('evidence', models.CharField(choices=[('journals', 'journals'), ('hansard', 'hansard'), ('personal_vote_in_person', 'personal_vote_in_person'), ('suspension', 'suspension'), ('statement', 'statement'), ('news', 'news')], max_length=32)),
                ('reason', models.TextField(blank=True)),
                ('origin', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='provenance.origin')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendance', to='members.member')),
                ('sitting_day', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendance', to='members.sittingday')),
            ],
            options={
                'verbose_name_plural': 'attendance',
            },
        ),
        migrations.AddConstraint(
            model_name='parliament',
            constraint=models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('ended_on__gt', models.F('elected_on')), _connector='OR'), name='parliament_ends_after_its_election'),
        ),
        migrations.AddConstraint(
            model_name='parliament',
            constraint=models.CheckConstraint(condition=models.Q(('opened_on__isnull', True), ('opened_on__gte', models.F('elected_on')), _connector='OR'), name='parliament_opens_after_its_election'),
        ),
        migrations.AddConstraint(
            model_name='parliament',
            constraint=models.CheckConstraint(condition=models.Q(('dissolved_on__isnull', True), ('dissolved_on__gt', models.F('elected_on')), _connector='OR'), name='parliament_dissolved_after_its_election'),
        ),
        migrations.AddConstraint(
            model_name='parliament',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(members.models._parliament.DateRange('elected_on', 'ended_on'), '&&')], name='parliaments_do_not_overlap'),
        ),
        migrations.AddIndex(
            model_name='membership',
            index=models.Index(fields=['parliament', 'start', 'end'], name='membership_period_idx'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('end__isnull', True), ('end__gt', models.F('start')), _connector='OR'), name='membership_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('end__isnull', True), ('ended', '')), models.Q(('end__isnull', False), models.Q(('ended', ''), _negated=True)), _connector='OR'), name='membership_end_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('began__in', [members.domain.facts.Began['ELECTION'], members.domain.facts.Began['BY_ELECTION'], members.domain.facts.Began['LIST_VACANCY'], members.domain.facts.Began['CHANGED_PARTY']])), name='membership_began_known'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('ended__in', ['', members.domain.facts.Ended['ELECTION'], members.domain.facts.Ended['RESIGNATION'], members.domain.facts.Ended['DEATH'], members.domain.facts.Ended['CHANGED_PARTY'], members.domain.facts.Ended['SEAT_VACATED'], members.domain.facts.Ended['NOT_STATED']])), name='membership_ended_known'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('member', '='), (members.models._parliament.DateRange('start', 'end'), '&&')], name='memberships_of_a_member_do_not_overlap'),
        ),
        migrations.AddIndex(
            model_name='alias',
            index=models.Index(fields=['folded'], name='alias_folded_idx'),
        ),
        migrations.AddConstraint(
            model_name='alias',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('member__isnull', False), ('party__isnull', True)), models.Q(('member__isnull', True), ('party__isnull', False)), _connector='OR'), name='alias_means_a_member_or_a_party'),
        ),
        migrations.AddConstraint(
            model_name='alias',
            constraint=models.UniqueConstraint(condition=models.Q(('scheme', ''), _negated=True), fields=('scheme', 'text'), name='alias_id_means_one'),
        ),
        migrations.AddConstraint(
            model_name='alias',
            constraint=models.UniqueConstraint(condition=models.Q(('party__isnull', False), ('scheme', '')), fields=('folded',), name='alias_of_a_party_means_one'),
        ),
        migrations.AddConstraint(
            model_name='alias',
            constraint=models.UniqueConstraint(condition=models.Q(('scheme', '')), fields=('member', 'folded'), name='alias_once_a_member'),
        ),
        migrations.AddConstraint(
            model_name='partyname',
            constraint=models.CheckConstraint(condition=models.Q(('start__isnull', True), ('end__isnull', True), ('end__gt', models.F('start')), _connector='OR'), name='party_name_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='partyname',
            constraint=models.CheckConstraint(condition=models.Q(('colour__regex', '^#[0-9a-f]{6}$')), name='party_colour_is_a_colour'),
        ),
        migrations.AddConstraint(
            model_name='partyname',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('party', '='), (members.models._parliament.DateRange('start', 'end'), '&&')], name='party_has_one_name_a_day'),
        ),
        migrations.AddConstraint(
            model_name='sittingday',
            constraint=models.CheckConstraint(condition=models.Q(('ended_on__isnull', True), ('ended_on__gt', models.F('on')), _connector='OR'), name='sitting_day_ends_on_a_later_day_or_its_own'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.UniqueConstraint(fields=('member', 'sitting_day'), name='attendance_one_status_a_day'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', [members.domain.attendance.Status['IN_THE_HOUSE'], members.domain.attendance.Status['AT_COMMITTEE'], members.domain.attendance.Status['OFFICIAL_BUSINESS'], members.domain.attendance.Status['INTER_PARLIAMENTARY'], members.domain.attendance.Status['AWAY'], members.domain.attendance.Status['AWAY_WITH_PARTY_PERMISSION'], members.domain.attendance.Status['AWAY_WITH_SPEAKER_PERMISSION'], members.domain.attendance.Status['AWAY_WITHOUT_PERMISSION'], members.domain.attendance.Status['SUSPENDED'], members.domain.attendance.Status['ORDERED_TO_WITHDRAW'], members.domain.attendance.Status['UNKNOWN']])), name='attendance_status_known'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.CheckConstraint(condition=models.Q(('evidence__in', [members.domain.attendance.Evidence['JOURNALS'], members.domain.attendance.Evidence['HANSARD'], members.domain.attendance.Evidence['PERSONAL_VOTE_IN_PERSON'], members.domain.attendance.Evidence['SUSPENSION'], members.domain.attendance.Evidence['STATEMENT'], members.domain.attendance.Evidence['NEWS']])), name='attendance_evidence_allowed'),
        ),
    ]
