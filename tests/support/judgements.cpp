#include "support/judgements.h"

#include <algorithm>

namespace wirewise::test {

namespace {

constexpr int StepsOfOne = 20;

qsizetype rankOf(const QList<Judgement::Said> &findings, const QByteArray &id)
{
    const auto found = std::find_if(findings.begin(), findings.end(),
                                    [&](const Judgement::Said &said) { return said.id == id; });
    return found == findings.end() ? -1 : found - findings.begin();
}

QString row(const char *what, const QByteArray &id, const QString &how)
{
    return QStringLiteral("    %1 %2 %3")
        .arg(QLatin1String(what), -10)
        .arg(QString::fromLatin1(id), -34)
        .arg(how)
        .trimmed()
        .prepend(QLatin1String("    "));
}

QString change(const QByteArray &before, const QByteArray &now)
{
    return QString::fromLatin1(before + " -> " + now);
}

QStringList changesOf(const Judgement &before, const Judgement &now)
{
    QStringList changes;
    if (before.verdict != now.verdict)
        changes.append(row("verdict", {}, change(before.verdict, now.verdict)));
    for (qsizetype rank = 0; rank < now.findings.size(); ++rank) {
        const Judgement::Said &said = now.findings.at(rank);
        const qsizetype was = rankOf(before.findings, said.id);
        if (was < 0) {
            changes.append(row("appeared", said.id, QString::fromLatin1(said.confidence)));
            continue;
        }
        if (was != rank)
            changes.append(
                row("rank", said.id, change(QByteArray::number(was + 1), QByteArray::number(rank + 1))));
        if (before.findings.at(was).confidence != said.confidence)
            changes.append(
                row("confidence", said.id, change(before.findings.at(was).confidence, said.confidence)));
    }
    for (const Judgement::Said &said : before.findings) {
        if (rankOf(now.findings, said.id) < 0)
            changes.append(row("vanished", said.id, QString::fromLatin1(said.confidence)));
    }
    return changes;
}

} // namespace

Judgement judgementOf(const diagnosis::Diagnosis &diagnosis)
{
    Judgement judgement;
    judgement.verdict = diagnosis::toString(diagnosis.verdict);
    for (const diagnosis::Finding &finding : diagnosis.findings) {
        const double rounded = qRound(finding.confidence * StepsOfOne) / static_cast<double>(StepsOfOne);
        judgement.findings.append({finding.id, QByteArray::number(rounded, 'f', 2)});
    }
    return judgement;
}

QByteArray toBytes(const Judgements &judgements)
{
    QByteArray bytes;
    for (auto each = judgements.begin(); each != judgements.end(); ++each) {
        bytes += each.key().toUtf8() + ' ' + each->verdict;
        for (const Judgement::Said &said : each->findings)
            bytes += ' ' + said.id + '=' + said.confidence;
        bytes += '\n';
    }
    return bytes;
}

Judgements judgementsFromBytes(const QByteArray &bytes)
{
    Judgements judgements;
    const QList<QByteArray> lines = bytes.split('\n');
    for (const QByteArray &line : lines) {
        const QList<QByteArray> words = line.split(' ');
        if (words.size() < 2)
            continue;
        Judgement judgement{words[1], {}};
        for (const QByteArray &word : words.sliced(2)) {
            const qsizetype equals = word.indexOf('=');
            judgement.findings.append({word.left(equals), word.mid(equals + 1)});
        }
        judgements.insert(QString::fromUtf8(words[0]), judgement);
    }
    return judgements;
}

QStringList differences(const Judgements &before, const Judgements &now)
{
    QStringList lines;
    for (auto each = now.begin(); each != now.end(); ++each) {
        const auto was = before.find(each.key());
        if (was == before.end()) {
            const QByteArray first = each->findings.isEmpty() ? QByteArray() : each->findings.first().id;
            lines.append(each.key() + QStringLiteral(": new, judged ") + QString::fromLatin1(first));
        } else if (*was != *each) {
            lines.append(each.key());
            lines.append(changesOf(*was, *each));
        }
    }
    for (auto each = before.begin(); each != before.end(); ++each) {
        if (!now.contains(each.key()))
            lines.append(each.key() + QStringLiteral(": the capture is gone"));
    }
    return lines;
}

} // namespace wirewise::test
