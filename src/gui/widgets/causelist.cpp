#include "gui/widgets/causelist.h"

#include "gui/widgets/ground.h"
#include "gui/widgets/proselabel.h"
#include "gui/widgets/strokes.h"
#include "gui/widgets/theme.h"

#include <QCoreApplication>
#include <QPainter>
#include <QStyle>
#include <QVBoxLayout>

namespace wirewise::gui {

namespace {

constexpr int LabelWidth = 76, Side = 10, Above = 7, Below = 7;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::gui::CauseItem)
};

// Label at the leading side, two paragraphs beside it.
class CauseRow : public QWidget
{
public:
    CauseRow(const CauseItem &item, QWidget *parent)
        : QWidget(parent)
        , m_label(new ProseLabel(Prose(item.label, item.strong ? TextStyle::BodyStrong : TextStyle::Body,
                                       item.strong ? Token::Text1 : Token::Text2),
                                 this))
        , m_text(new ProseLabel(
              Prose::fromCatalogue(item.text, item.strong ? TextStyle::BodyStrong : TextStyle::Body), this))
        , m_detail(new ProseLabel(this))
    {
        Prose detail = Prose::fromCatalogue(item.detail, TextStyle::Secondary, Token::Text2);
        if (!item.link.isEmpty()) {
            if (!detail.isEmpty())
                detail.add(QStringLiteral(" "), TextStyle::Secondary);
            detail.addLink(item.link, QStringLiteral("link"), TextStyle::SecondaryMedium);
        }
        m_detail->setProse(detail);
        m_detail->setVisible(!detail.isEmpty());
        m_label->setSelectable(false);
        QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
        policy.setHeightForWidth(true);
        setSizePolicy(policy);
        setAccessibleName(item.label % u": " % m_text->text());
        setAccessibleDescription(m_detail->text());
    }

    [[nodiscard]] ProseLabel *detail() const { return m_detail; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override
    {
        const Theme &theme = Theme::instance();
        const int inner = innerWidth(width);
        int height = m_text->heightForWidth(inner) + theme.scaled(Above + Below);
        if (m_detail->isVisibleTo(this))
            height += m_detail->heightForWidth(inner);
        return height;
    }
    [[nodiscard]] QSize sizeHint() const override
    {
        return {360, heightForWidth(width() > 150 ? width() : 360)};
    }
    [[nodiscard]] QSize minimumSizeHint() const override { return {200, 30}; }

protected:
    void resizeEvent(QResizeEvent *) override
    {
        const Theme &theme = Theme::instance();
        const auto put = [this](QWidget *widget, const QRect &box) {
            widget->setGeometry(QStyle::visualRect(layoutDirection(), rect(), box));
        };
        const int inner = innerWidth(width()), left = theme.scaled(LabelWidth), top = theme.scaled(Above);
        put(m_label,
            {theme.scaled(Side), top, left - theme.scaled(Side + 2), theme.lineHeight(TextStyle::Body)});
        const int textHeight = m_text->heightForWidth(inner);
        put(m_text, {left, top, inner, textHeight});
        put(m_detail,
            {left, top + textHeight, inner, qMax(0, height() - top - textHeight - theme.scaled(Below))});
    }

private:
    [[nodiscard]] static int innerWidth(int width)
    {
        const Theme &theme = Theme::instance();
        return qMax(40, width - theme.scaled(LabelWidth) - theme.scaled(Side));
    }

    ProseLabel *m_label, *m_text, *m_detail;
};

} // namespace

QList<CauseItem> causeItems(const QList<diagnosis::Cause> &causes)
{
    QList<CauseItem> items;
    for (const diagnosis::Cause &cause : causes) {
        const bool likely = cause.likelihood == diagnosis::Likelihood::Likely;
        items.append(
            {likely ? Words::tr("Likely") : Words::tr("Possible"), cause.text, cause.confirm, likely, {}});
    }
    return items;
}

CauseList::CauseList(QWidget *parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("causeList"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->setSpacing(1);
    connect(&Theme::instance(), &Theme::changed, this, [this] { updateGeometry(); });
}

void CauseList::setItems(const QList<CauseItem> &items)
{
    qDeleteAll(m_rows);
    m_rows.clear();
    m_items = items;
    for (int index = 0; index < items.size(); ++index) {
        auto *row = new CauseRow(items.at(index), this);
        connect(row->detail(), &ProseLabel::linkActivated, this,
                [this, index] { Q_EMIT linkActivated(index); });
        layout()->addWidget(row);
        m_rows.append(row);
    }
    updateGeometry();
    update();
}

void CauseList::paintEvent(QPaintEvent *)
{
    if (m_rows.isEmpty())
        return;
    QPainter painter(this);
    paintBox(&painter, rect(), colour(Token::Surface), colour(Token::Border), 0);
    for (qsizetype index = 1; index < m_rows.size(); ++index)
        painter.fillRect(QRect(0, m_rows.at(index)->geometry().top() - 1, width(), 1), colour(Token::Border));
}

} // namespace wirewise::gui
