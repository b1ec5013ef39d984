#include "gui/fragmentpanel.h"

#include "gui/formlook.h"
#include "gui/widgets/ground.h"
#include "gui/widgets/segmentedcontrol.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QRegularExpression>
#include <QVBoxLayout>

namespace wirewise::gui {

namespace {

/// Numbers of bytes, ascending and above 0; nothing if anything else stands there.
std::optional<QList<qsizetype>> numbersIn(const QString &typed)
{
    static const QRegularExpression separators(QStringLiteral("[\\s,;]+"));
    QList<qsizetype> numbers;
    for (const QString &word : typed.split(separators, Qt::SkipEmptyParts)) {
        bool isNumber = false;
        const qsizetype number = word.toLongLong(&isNumber);
        if (!isNumber || number < 1 || (!numbers.isEmpty() && number <= numbers.constLast()))
            return {};
        numbers.append(number);
    }
    return numbers;
}

} // namespace

FragmentPanel::FragmentPanel(QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_where(new SegmentedControl(this))
    , m_places(new QLineEdit(this))
    , m_pings(new QCheckBox(tr("A ping behind each frame but the last"), this))
{
    setObjectName(QStringLiteral("fragmentPanel"));
    m_where->setObjectName(QStringLiteral("fragmentWhere"));
    m_where->setAccessibleName(tr("Frames"));
    m_where->setTexts({tr("Whole"), tr("Every N bytes"), tr("Before bytes")});
    m_where->setCurrentIndex(0);
    m_places->setObjectName(QStringLiteral("fragmentPlaces"));
    m_pings->setObjectName(QStringLiteral("fragmentPings"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 10, 12, 10);
    column->setSpacing(8);
    column->addWidget(m_where);
    column->addWidget(m_places);
    column->addWidget(m_pings);
    column->addWidget(new TextLabel(tr("Frames cut here go out uncompressed, so that the places hold."),
                                    TextStyle::Secondary, Token::Text2, this));
    connect(m_where, &SegmentedControl::currentChanged, this, &FragmentPanel::follow);
    connect(m_places, &QLineEdit::textChanged, this, &FragmentPanel::changed);
    connect(m_places, &QLineEdit::returnPressed, this, &QWidget::hide);
    connect(m_pings, &QCheckBox::toggled, this, &FragmentPanel::changed);
    follow();
}

FragmentPanel::Where FragmentPanel::where() const
{
    return static_cast<Where>(std::max(0, m_where->currentIndex()));
}

void FragmentPanel::follow()
{
    m_places->setEnabled(where() != Where::Whole);
    m_pings->setEnabled(where() != Where::Whole);
    m_places->setPlaceholderText(where() == Where::At ? tr("for example 3, 7, 20") : tr("for example 16"));
    m_places->setAccessibleName(where() == Where::At ? tr("Bytes to cut before") : tr("Bytes a frame"));
    Q_EMIT changed();
}

bool FragmentPanel::cuts() const
{
    return where() != Where::Whole && !m_places->text().trimmed().isEmpty();
}

bool FragmentPanel::pingsBetween() const
{
    return cuts() && m_pings->isChecked();
}

std::optional<QList<qsizetype>> FragmentPanel::placesIn(qsizetype size) const
{
    if (!cuts())
        return QList<qsizetype>();
    const auto numbers = numbersIn(m_places->text());
    if (!numbers)
        return {};
    if (where() == Where::At)
        return numbers->constLast() <= size ? numbers : std::nullopt;
    const qsizetype every = numbers->constFirst();
    if (numbers->size() > 1 || size / every > MostCuts)
        return {};
    QList<qsizetype> places;
    for (qsizetype at = every; at < size; at += every)
        places.append(at);
    return places;
}

QString FragmentPanel::problem(qsizetype size) const
{
    if (placesIn(size))
        return {};
    const auto numbers = numbersIn(m_places->text());
    if (where() == Where::At && numbers)
        return tr("The message ends at byte %1, before %2.").arg(size).arg(numbers->constLast());
    if (where() == Where::At)
        return tr("Frames are cut before bytes such as 3, 7, 20, in this order.");
    if (numbers && numbers->size() == 1)
        return tr("That would be more than %1 frames.").arg(MostCuts);
    return tr("Frames are cut after so many bytes, for example 16.");
}

void FragmentPanel::popUp(QWidget *above)
{
    adjustSize();
    move(above->mapToGlobal(QPoint(0, -height() - 4)));
    show();
    m_where->setFocus(Qt::PopupFocusReason);
}

void FragmentPanel::paintEvent(QPaintEvent *)
{
    paintPanelFrame(this);
}

} // namespace wirewise::gui
