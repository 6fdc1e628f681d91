import bills.domain.facts
import bills.domain.positions
import bills.domain.stages
import bills.domain.votes
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('members', '0001_initial'),
        ('provenance', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Bill',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('slug', models.SlugField(max_length=200, unique=True)),
                ('number', models.CharField(blank=True, max_length=40)),
                ('stem', models.PositiveIntegerField(blank=True, null=True)),
                ('letter', models.CharField(blank=True, max_length=1)),
                ('title', models.CharField(max_length=500)),
                ('title_mi', models.CharField(blank=True, max_length=500)),
                ('type', models.CharField(choices=[('government', 'government'), ('members', 'members'), ('local', 'local'), ('private', 'private')], max_length=12)),
                ('description', models.TextField(blank=True)),
                ('act_title', models.CharField(blank=True, max_length=500)),
                ('act_number', models.CharField(blank=True, max_length=12)),
                ('upstream_id', models.CharField(blank=True, max_length=40)),
                ('official_url', models.URLField(blank=True, max_length=500)),
                ('legislation_url', models.URLField(blank=True, max_length=500)),
                ('listed_stage', models.CharField(blank=True, max_length=40)),
                ('listed_on', models.DateField(blank=True, null=True)),
                ('listed_committee', models.CharField(blank=True, max_length=200)),
                ('member_in_charge', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='bills', to='members.member')),
                ('origin', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='provenance.origin')),
                ('parliament', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bills', to='members.parliament')),
            ],
        ),
        migrations.CreateModel(
            name='BillRelation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('kind', models.CharField(choices=[('divided_into', 'divided_into'), ('reinstated', 'reinstated'), ('cognate', 'cognate'), ('replaced_by', 'replaced_by')], max_length=16)),
                ('on', models.DateField(blank=True, null=True)),
                ('bill', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='relations', to='bills.bill')),
                ('origin', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='provenance.origin')),
                ('other', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='relations_to', to='bills.bill')),
                ('parliament', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.parliament')),
            ],
        ),
        migrations.CreateModel(
            name='BillState',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField()),
                ('until', models.DateField(blank=True, null=True)),
                ('status', models.CharField(blank=True, max_length=12)),
                ('stage', models.CharField(blank=True, max_length=32)),
                ('outcome', models.CharField(max_length=16)),
                ('next_stage', models.CharField(blank=True, max_length=32)),
                ('moved_on', models.DateField()),
                ('bill', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='states', to='bills.bill')),
            ],
        ),
        migrations.CreateModel(
            name='BillVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveSmallIntegerField()),
                ('number', models.CharField(max_length=40)),
                ('bill', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='bills.bill')),
            ],
        ),
        migrations.CreateModel(
            name='Position',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('stance', models.CharField(choices=[('support', 'support'), ('oppose', 'oppose'), ('abstain', 'abstain'), ('conscience', 'conscience'), ('undecided', 'undecided')], max_length=12)),
                ('stages', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=32))),
                ('stated_on', models.DateField()),
                ('stated_by', models.CharField(blank=True, max_length=120)),
                ('quote', models.TextField(blank=True)),
                ('note', models.TextField(blank=True)),
                ('bill', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='positions', to='bills.bill')),
                ('member', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='positions', to='members.member')),
                ('origin', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='provenance.origin')),
                ('party', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='positions', to='members.party')),
            ],
        ),
        migrations.CreateModel(
            name='Referral',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('committee', models.CharField(max_length=200)),
                ('referred_on', models.DateField()),
                ('report_due_on', models.DateField(blank=True, null=True)),
                ('reported_on', models.DateField(blank=True, null=True)),
                ('submissions_called', models.BooleanField(blank=True, null=True)),
                ('submissions_close_on', models.DateField(blank=True, null=True)),
                ('recommendation', models.TextField(blank=True)),
                ('bill', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='referrals', to='bills.bill')),
                ('origin', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='provenance.origin')),
            ],
        ),
        migrations.CreateModel(
            name='Stage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('stage', models.CharField(choices=[('introduced', 'Introduced'), ('first_reading', 'First reading'), ('select_committee', 'Select committee'), ('second_reading', 'Second reading'), ('committee_of_whole_house', 'Committee of the whole House'), ('third_reading', 'Third reading'), ('royal_assent', 'Royal assent')], max_length=32)),
                ('on', models.DateField()),
                ('known_by', models.BooleanField(default=False)),
                ('outcome', models.CharField(choices=[('unknown', 'unknown'), ('interrupted', 'interrupted'), ('concluded', 'concluded'), ('agreed', 'agreed'), ('negatived', 'negatived'), ('divided', 'divided'), ('discharged', 'discharged'), ('withdrawn', 'withdrawn'), ('dropped', 'dropped')], default=bills.domain.stages.StageOutcome['UNKNOWN'], max_length=16)),
                ('sitting_type', models.CharField(choices=[('unknown', 'unknown'), ('normal', 'normal'), ('extended', 'extended'), ('urgency', 'urgency')], default=bills.domain.stages.SittingType['UNKNOWN'], max_length=12)),
                ('started_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('note', models.TextField(blank=True)),
                ('key', models.CharField(blank=True, max_length=40)),
                ('bill', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stages', to='bills.bill')),
                ('origin', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='provenance.origin')),
            ],
        ),
        migrations.CreateModel(
            name='Vote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('slug', models.SlugField(max_length=200, unique=True)),
                ('question', models.TextField()),
                ('kind', models.CharField(choices=[('reading', 'reading'), ('referral', 'referral'), ('committee_part', 'committee_part'), ('amendment', 'amendment'), ('closure', 'closure'), ('urgency', 'urgency'), ('instruction', 'instruction'), ('other', 'other')], max_length=16)),
                ('method', models.CharField(choices=[('voice', 'voice'), ('party', 'party'), ('personal', 'personal')], max_length=10)),
                ('stage', models.CharField(blank=True, choices=[('introduced', 'Introduced'), ('first_reading', 'First reading'), ('select_committee', 'Select committee'), ('second_reading', 'Second reading'), ('committee_of_whole_house', 'Committee of the whole House'), ('third_reading', 'Third reading'), ('royal_assent', 'Royal assent')], max_length=32)),
                ('held_at', models.DateTimeField(blank=True, null=True)),
                ('result', models.CharField(blank=True, choices=[('agreed', 'agreed'), ('not_agreed', 'not_agreed'), ('lapsed', 'lapsed'), ('out_of_order', 'out_of_order')], max_length=12)),
                ('presiding', models.CharField(blank=True, max_length=120)),
                ('hansard_status', models.CharField(choices=[('unknown', 'unknown'), ('uncorrected', 'uncorrected'), ('corrected', 'corrected'), ('final', 'final')], default=bills.domain.facts.HansardStatus['UNKNOWN'], max_length=12)),
                ('flags', models.JSONField(blank=True, default=list)),
                ('note', models.TextField(blank=True)),
                ('origin', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='provenance.origin')),
                ('sitting_day', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='votes', to='members.sittingday')),
            ],
        ),
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('option', models.CharField(max_length=40)),
                ('label', models.CharField(max_length=120)),
                ('declared', models.IntegerField(null=True)),
                ('place', models.PositiveSmallIntegerField()),
                ('vote', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tallies', to='bills.vote')),
            ],
            options={
                'verbose_name_plural': 'tallies',
            },
        ),
        migrations.CreateModel(
            name='Cast',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weight', models.PositiveSmallIntegerField()),
                ('proxy', models.BooleanField(default=False)),
                ('teller', models.BooleanField(default=False)),
                ('label', models.CharField(blank=True, max_length=160)),
                ('place', models.PositiveSmallIntegerField()),
                ('member', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='casts', to='members.member')),
                ('party', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='casts', to='members.party')),
                ('proxy_holder', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='members.member')),
                ('under', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='named', to='bills.cast')),
                ('tally', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='casts', to='bills.tally')),
                ('vote', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='casts', to='bills.vote')),
            ],
        ),
        migrations.CreateModel(
            name='VoteBill',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveSmallIntegerField()),
                ('bill', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='covered_by', to='bills.bill')),
                ('vote', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='covered', to='bills.vote')),
            ],
        ),
        migrations.AddField(
            model_name='vote',
            name='bills',
            field=models.ManyToManyField(related_name='votes', through='bills.VoteBill', to='bills.bill'),
        ),
        migrations.CreateModel(
            name='VoteCorrection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('updated_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('corrected_on', models.DateField()),
                ('announced', models.JSONField(default=dict)),
                ('corrected', models.JSONField(default=dict)),
                ('announced_result', models.CharField(blank=True, max_length=12)),
                ('corrected_result', models.CharField(blank=True, max_length=12)),
                ('reason', models.TextField()),
                ('by', models.CharField(blank=True, max_length=80)),
                ('place', models.PositiveSmallIntegerField()),
                ('origin', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='provenance.origin')),
                ('vote', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='corrections', to='bills.vote')),
            ],
        ),
        migrations.AddConstraint(
            model_name='bill',
            constraint=models.UniqueConstraint(condition=models.Q(('stem__isnull', False)), fields=('parliament', 'stem', 'letter'), name='bill_number_unique_in_its_parliament'),
        ),
        migrations.AddConstraint(
            model_name='bill',
            constraint=models.UniqueConstraint(condition=models.Q(('upstream_id', ''), _negated=True), fields=('upstream_id',), name='bill_upstream_id_unique'),
        ),
        migrations.AddConstraint(
            model_name='bill',
            constraint=models.CheckConstraint(condition=models.Q(('type__in', [bills.domain.facts.BillType['GOVERNMENT'], bills.domain.facts.BillType['MEMBERS'], bills.domain.facts.BillType['LOCAL'], bills.domain.facts.BillType['PRIVATE']])), name='bill_type_known'),
        ),
        migrations.AddConstraint(
            model_name='bill',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='bill_has_a_title'),
        ),
        migrations.AddConstraint(
            model_name='bill',
            constraint=models.CheckConstraint(condition=models.Q(('letter', ''), ('letter__regex', '^[A-Z]$'), _connector='OR'), name='bill_letter_is_one'),
        ),
        migrations.AddConstraint(
            model_name='bill',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('listed_on__isnull', True), ('listed_stage', '')), models.Q(models.Q(('listed_stage', ''), _negated=True), ('listed_on__isnull', False)), _connector='OR'), name='bill_listed_with_its_day'),
        ),
        migrations.AddConstraint(
            model_name='billrelation',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', [bills.domain.facts.RelationKind['DIVIDED_INTO'], bills.domain.facts.RelationKind['REINSTATED'], bills.domain.facts.RelationKind['COGNATE'], bills.domain.facts.RelationKind['REPLACED_BY']])), name='relation_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='billrelation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', bills.domain.facts.RelationKind['REINSTATED']), ('other', None), ('parliament__isnull', False)), models.Q(models.Q(('kind', bills.domain.facts.RelationKind['REINSTATED']), _negated=True), ('other__isnull', False), ('parliament', None)), _connector='OR'), name='relation_to_a_bill_or_for_reinstatement_a_parliament'),
        ),
        migrations.AddConstraint(
            model_name='billrelation',
            constraint=models.CheckConstraint(condition=models.Q(('other', None), models.Q(('other', models.F('bill')), _negated=True), _connector='OR'), name='relation_to_another_bill'),
        ),
        migrations.AddConstraint(
            model_name='billrelation',
            constraint=models.UniqueConstraint(fields=('bill', 'kind', 'other', 'parliament'), name='relation_once', nulls_distinct=False),
        ),
        migrations.AddIndex(
            model_name='billstate',
            index=models.Index(fields=['status', 'since', 'until'], name='state_status_idx'),
        ),
        migrations.AddConstraint(
            model_name='billstate',
            constraint=models.UniqueConstraint(fields=('bill', 'since'), name='state_one_a_day'),
        ),
        migrations.AddConstraint(
            model_name='billstate',
            constraint=models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='state_until_after_since'),
        ),
        migrations.AddConstraint(
            model_name='billstate',
            constraint=models.CheckConstraint(condition=models.Q(('status__in', ['', bills.domain.stages.Status['ACTIVE'], bills.domain.stages.Status['ENACTED'], bills.domain.stages.Status['NEGATIVED'], bills.domain.stages.Status['DISCHARGED'], bills.domain.stages.Status['WITHDRAWN'], bills.domain.stages.Status['DIVIDED'], bills.domain.stages.Status['LAPSED'], bills.domain.stages.Status['DROPPED']])), name='state_status_known'),
        ),
        migrations.AddConstraint(
            model_name='billstate',
            constraint=models.CheckConstraint(condition=models.Q(('stage__in', ['', bills.domain.stages.Stage['INTRODUCED'], bills.domain.stages.Stage['FIRST_READING'], bills.domain.stages.Stage['SELECT_COMMITTEE'], bills.domain.stages.Stage['SECOND_READING'], bills.domain.stages.Stage['COMMITTEE_OF_WHOLE_HOUSE'], bills.domain.stages.Stage['THIRD_READING'], bills.domain.stages.Stage['ROYAL_ASSENT']])), name='state_stage_known'),
        ),
        migrations.AddConstraint(
            model_name='billversion',
            constraint=models.UniqueConstraint(fields=('bill', 'version'), name='bill_version_once'),
        ),
        migrations.AddConstraint(
            model_name='billversion',
            constraint=models.CheckConstraint(condition=models.Q(('version__gt', 0)), name='bill_version_from_one'),
        ),
        migrations.AddConstraint(
            model_name='position',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('member__isnull', True), ('party__isnull', False)), models.Q(('member__isnull', False), ('party__isnull', True)), _connector='OR'), name='position_of_a_party_or_a_member'),
        ),
        migrations.AddConstraint(
            model_name='position',
            constraint=models.CheckConstraint(condition=models.Q(('stance__in', [bills.domain.positions.Stance['SUPPORT'], bills.domain.positions.Stance['OPPOSE'], bills.domain.positions.Stance['ABSTAIN'], bills.domain.positions.Stance['CONSCIENCE'], bills.domain.positions.Stance['UNDECIDED']])), name='position_stance_known'),
        ),
        migrations.AddConstraint(
            model_name='position',
            constraint=models.CheckConstraint(condition=models.Q(('stages__len__gt', 0), ('stages__contained_by', [bills.domain.stages.Stage['INTRODUCED'], bills.domain.stages.Stage['FIRST_READING'], bills.domain.stages.Stage['SELECT_COMMITTEE'], bills.domain.stages.Stage['SECOND_READING'], bills.domain.stages.Stage['COMMITTEE_OF_WHOLE_HOUSE'], bills.domain.stages.Stage['THIRD_READING'], bills.domain.stages.Stage['ROYAL_ASSENT']])), name='position_covers_known_stages'),
        ),
        migrations.AddConstraint(
            model_name='position',
            constraint=models.UniqueConstraint(fields=('bill', 'party', 'member', 'stated_on', 'stages'), name='position_stated_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.CheckConstraint(condition=models.Q(('committee', ''), _negated=True), name='referral_to_a_committee'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.CheckConstraint(condition=models.Q(('reported_on__isnull', True), ('reported_on__gte', models.F('referred_on')), _connector='OR'), name='referral_reported_after_it_began'),
        ),
        migrations.AddConstraint(
            model_name='referral',
            constraint=models.UniqueConstraint(fields=('bill', 'committee', 'referred_on'), name='referral_once'),
        ),
        migrations.AddIndex(
            model_name='stage',
            index=models.Index(fields=['bill', 'on'], name='stage_bill_on_idx'),
        ),
        migrations.AddConstraint(
            model_name='stage',
            constraint=models.CheckConstraint(condition=models.Q(('stage__in', [bills.domain.stages.Stage['INTRODUCED'], bills.domain.stages.Stage['FIRST_READING'], bills.domain.stages.Stage['SELECT_COMMITTEE'], bills.domain.stages.Stage['SECOND_READING'], bills.domain.stages.Stage['COMMITTEE_OF_WHOLE_HOUSE'], bills.domain.stages.Stage['THIRD_READING'], bills.domain.stages.Stage['ROYAL_ASSENT']])), name='stage_known'),
        ),
        migrations.AddConstraint(
            model_name='stage',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', [bills.domain.stages.StageOutcome['UNKNOWN'], bills.domain.stages.StageOutcome['INTERRUPTED'], bills.domain.stages.StageOutcome['CONCLUDED'], bills.domain.stages.StageOutcome['AGREED'], bills.domain.stages.StageOutcome['NEGATIVED'], bills.domain.stages.StageOutcome['DIVIDED'], bills.domain.stages.StageOutcome['DISCHARGED'], bills.domain.stages.StageOutcome['WITHDRAWN'], bills.domain.stages.StageOutcome['DROPPED']])), name='stage_outcome_known'),
        ),
        migrations.AddConstraint(
            model_name='stage',
            constraint=models.CheckConstraint(condition=models.Q(('sitting_type__in', [bills.domain.stages.SittingType['UNKNOWN'], bills.domain.stages.SittingType['NORMAL'], bills.domain.stages.SittingType['EXTENDED'], bills.domain.stages.SittingType['URGENCY']])), name='stage_sitting_type_known'),
        ),
        migrations.AddConstraint(
            model_name='stage',
            constraint=models.CheckConstraint(condition=models.Q(('ended_at__isnull', True), models.Q(('ended_at__gte', models.F('started_at')), ('started_at__isnull', False)), _connector='OR'), name='stage_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='stage',
            constraint=models.UniqueConstraint(condition=models.Q(('key', ''), _negated=True), fields=('bill', 'key'), name='stage_key_unique_in_a_bill'),
        ),
        migrations.AddConstraint(
            model_name='tally',
            constraint=models.UniqueConstraint(fields=('vote', 'option'), name='tally_option_once'),
        ),
        migrations.AddConstraint(
            model_name='tally',
            constraint=models.CheckConstraint(condition=models.Q(('declared__isnull', True), ('declared__gte', 0), _connector='OR'), name='tally_not_negative'),
        ),
        migrations.AddIndex(
            model_name='cast',
            index=models.Index(fields=['vote', 'place'], name='cast_vote_place_idx'),
        ),
        migrations.AddConstraint(
            model_name='cast',
            constraint=models.CheckConstraint(condition=models.Q(('weight__gt', 0)), name='cast_weighs_something'),
        ),
        migrations.AddConstraint(
            model_name='cast',
            constraint=models.CheckConstraint(condition=models.Q(('member__isnull', False), ('party__isnull', False), models.Q(('label', ''), _negated=True), _connector='OR'), name='cast_has_a_voter'),
        ),
        migrations.AddConstraint(
            model_name='cast',
            constraint=models.CheckConstraint(condition=models.Q(('member__isnull', True), ('weight', 1), _connector='OR'), name='cast_of_a_member_is_one'),
        ),
        migrations.AddConstraint(
            model_name='cast',
            constraint=models.CheckConstraint(condition=models.Q(('under__isnull', True), ('weight', 1), _connector='OR'), name='cast_of_a_name_is_one'),
        ),
        migrations.AddConstraint(
            model_name='cast',
            constraint=models.CheckConstraint(condition=models.Q(('proxy_holder__isnull', True), ('proxy', True), _connector='OR'), name='cast_holder_only_of_a_proxy'),
        ),
        migrations.AddConstraint(
            model_name='cast',
            constraint=models.UniqueConstraint(condition=models.Q(('member__isnull', True), ('party__isnull', False), ('under__isnull', True)), fields=('tally', 'party'), name='cast_of_a_party_once_an_option'),
        ),
        migrations.AddConstraint(
            model_name='cast',
            constraint=models.UniqueConstraint(condition=models.Q(('member__isnull', False)), fields=('tally', 'member'), name='cast_of_a_member_once_an_option'),
        ),
        migrations.AddConstraint(
            model_name='votebill',
            constraint=models.UniqueConstraint(fields=('vote', 'bill'), name='vote_covers_a_bill_once'),
        ),
        migrations.AddConstraint(
            model_name='votebill',
            constraint=models.UniqueConstraint(fields=('vote', 'place'), name='vote_bill_place_unique'),
        ),
        migrations.AddConstraint(
            model_name='vote',
            constraint=models.CheckConstraint(condition=models.Q(('question', ''), _negated=True), name='vote_has_a_question'),
        ),
        migrations.AddConstraint(
            model_name='vote',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', [bills.domain.votes.VoteKind['READING'], bills.domain.votes.VoteKind['REFERRAL'], bills.domain.votes.VoteKind['COMMITTEE_PART'], bills.domain.votes.VoteKind['AMENDMENT'], bills.domain.votes.VoteKind['CLOSURE'], bills.domain.votes.VoteKind['URGENCY'], bills.domain.votes.VoteKind['INSTRUCTION'], bills.domain.votes.VoteKind['OTHER']])), name='vote_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='vote',
            constraint=models.CheckConstraint(condition=models.Q(('method__in', [bills.domain.votes.VoteMethod['VOICE'], bills.domain.votes.VoteMethod['PARTY'], bills.domain.votes.VoteMethod['PERSONAL']])), name='vote_method_known'),
        ),
        migrations.AddConstraint(
            model_name='vote',
            constraint=models.CheckConstraint(condition=models.Q(('result__in', ['', bills.domain.votes.VoteResult['AGREED'], bills.domain.votes.VoteResult['NOT_AGREED'], bills.domain.votes.VoteResult['LAPSED'], bills.domain.votes.VoteResult['OUT_OF_ORDER']])), name='vote_result_known'),
        ),
        migrations.AddConstraint(
            model_name='vote',
            constraint=models.CheckConstraint(condition=models.Q(('stage__in', ['', bills.domain.stages.Stage['INTRODUCED'], bills.domain.stages.Stage['FIRST_READING'], bills.domain.stages.Stage['SELECT_COMMITTEE'], bills.domain.stages.Stage['SECOND_READING'], bills.domain.stages.Stage['COMMITTEE_OF_WHOLE_HOUSE'], bills.domain.stages.Stage['THIRD_READING'], bills.domain.stages.Stage['ROYAL_ASSENT']])), name='vote_stage_known'),
        ),
        migrations.AddConstraint(
            model_name='votecorrection',
            constraint=models.UniqueConstraint(fields=('vote', 'place'), name='correction_place_unique'),
        ),
        migrations.AddConstraint(
            model_name='votecorrection',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='correction_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='votecorrection',
            constraint=models.CheckConstraint(condition=models.Q(('announced_result__in', ['', bills.domain.votes.VoteResult['AGREED'], bills.domain.votes.VoteResult['NOT_AGREED'], bills.domain.votes.VoteResult['LAPSED'], bills.domain.votes.VoteResult['OUT_OF_ORDER']]), ('corrected_result__in', ['', bills.domain.votes.VoteResult['AGREED'], bills.domain.votes.VoteResult['NOT_AGREED'], bills.domain.votes.VoteResult['LAPSED'], bills.domain.votes.VoteResult['OUT_OF_ORDER']])), name='correction_results_known'),
        ),
    ]
