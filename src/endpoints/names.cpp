#include "endpoints/names.h"

#include "observation/placeholders.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace wirewise::endpoints {

namespace {

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::endpoints::Names)
};

/// Characters that a name of a file cannot have somewhere, or that hide what it says.
bool isUnfit(QChar c)
{
    return c < u' ' || c == QChar(0x7f) || QStringLiteral("<>:\"|?*\\").contains(c) ||
           c.category() == QChar::Other_Format || c.category() == QChar::Other_Control ||
           c.category() == QChar::Separator_Line || c.category() == QChar::Separator_Paragraph;
}

QString partProblem(const QString &part)
{
    if (part.trimmed().isEmpty())
        return Texts::tr("A name is missing. Letters were expected, for example orders/prices.");
    if (part.startsWith(QLatin1Char('.')) || part.endsWith(QLatin1Char('.')) || part != part.trimmed())
        return Texts::tr("\"%1\" begins or ends with a dot or a space. Choose another name.").arg(part);
    if (std::any_of(part.begin(), part.end(), isUnfit))
        return Texts::tr("\"%1\" holds a character that files cannot have in their names everywhere. "
                         "Choose letters, digits, spaces and hyphens.")
            .arg(part);
    return {};
}

} // namespace

bool isVariableName(QByteArrayView name)
{
    const QList<QByteArray> found = observation::placeholdersIn(QByteArray("{{" + name.toByteArray() + "}}"));
    return found.size() == 1 && found.constFirst() == name;
}

QString endpointNameProblem(const QString &name)
{
    const QStringList parts = name.split(QLatin1Char('/'));
    if (name.size() > MaximumName || parts.size() > MaximumDepth)
        return Texts::tr("The name is too long: 200 characters and 8 folders are the most.");
    if (parts.constFirst().compare(QLatin1String("environments"), Qt::CaseInsensitive) == 0)
        return Texts::tr("The folder \"environments\" holds the environments. Choose another one.");
    for (const QString &part : parts) {
        if (const QString problem = partProblem(part); !problem.isEmpty())
            return problem;
    }
    return {};
}

QString environmentNameProblem(const QString &name)
{
    if (name.size() > MaximumName)
        return Texts::tr("The name is too long: 200 characters are the most.");
    if (name.contains(QLatin1Char('/')))
        return Texts::tr("The name of an environment has no slash.");
    return partProblem(name);
}

} // namespace wirewise::endpoints
