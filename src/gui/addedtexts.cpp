#include "gui/addedtexts.h"

#include "gui/widgets/elidedlabel.h"
#include "gui/widgets/ground.h"
#include "gui/widgets/icons.h"
#include "gui/widgets/wirestyle.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QRegularExpression>
#include <QToolButton>
#include <QVBoxLayout>

namespace wirewise::gui {

namespace {

constexpr qsizetype MostTexts = 50;

bool isPattern(const QString &text)
{
    return text.size() > 2 && text.startsWith(QLatin1Char('/')) && text.endsWith(QLatin1Char('/'));
}

/// A pattern that fits nothing at all would be found between any two characters.
bool fitsNothing(const QString &text)
{
    return isPattern(text) && QRegularExpression(text.mid(1, text.size() - 2)).match(QString()).hasMatch();
}

qint64 placesOf(const QString &text, const QList<redaction::Removal> &removals)
{
    const QRegularExpression pattern(
        isPattern(text) ? QRegularExpression::anchoredPattern(text.mid(1, text.size() - 2))
                        : QRegularExpression::anchoredPattern(QRegularExpression::escape(text)));
    qint64 places = 0;
    for (const redaction::Removal &removal : removals) {
        if (removal.kind == redaction::SecretKind::Added &&
            pattern.match(QString::fromUtf8(removal.value)).hasMatch())
            places += removal.places;
    }
    return places;
}

} // namespace

AddedTexts::AddedTexts(QWidget *parent)
    : QWidget(parent)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(2);
    hide();
}

QString AddedTexts::add(const QString &text)
{
    const QString wanted = text.trimmed();
    if (const auto breach = redaction::addedBreach(wanted))
        return *breach;
    if (fitsNothing(wanted))
        return tr("%1 also fits where nothing stands. Write a pattern that needs at least one character.")
            .arg(wanted);
    if (m_texts.contains(wanted))
        return tr("%1 is removed already.").arg(wanted);
    if (m_texts.size() >= MostTexts)
        return tr("There are %n texts already. Join some of them in one /pattern/.", nullptr, int(MostTexts));
    m_texts.append(wanted);
    rebuild();
    Q_EMIT changed();
    return {};
}

void AddedTexts::showPlaces(const QList<redaction::Removal> &removals)
{
    m_removals = removals;
    rebuild();
}

void AddedTexts::rebuild()
{
    while (QLayoutItem *item = m_column->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    for (const QString &text : std::as_const(m_texts)) {
        auto *line = new QWidget;
        auto *row = new QHBoxLayout(line);
        row->setContentsMargins(2, 0, 0, 0);
        row->setSpacing(6);
        row->addWidget(new ElidedLabel(text, TextStyle::CodeSmall, Token::Text2), 1);
        const qint64 places = placesOf(text, m_removals);
        row->addWidget(new TextLabel(places > 0 ? QLocale().toString(places) : tr("not found"),
                                     TextStyle::CodeSmall, Token::Text2));
        auto *away = new QToolButton;
        away->setIcon(Icons::icon("x"));
        setButtonRole(away, ButtonRole::Flat);
        setControlSize(away, ControlSize::Small);
        away->setToolTip(tr("Let it stay"));
        away->setAccessibleName(tr("Let %1 stay").arg(text));
        connect(away, &QToolButton::clicked, this, [this, text] {
            m_texts.removeAll(text);
            rebuild();
            Q_EMIT changed();
        });
        row->addWidget(away);
        m_column->addWidget(line);
    }
    setVisible(!m_texts.isEmpty());
}

} // namespace wirewise::gui
